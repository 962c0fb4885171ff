# syntax=docker/dockerfile:1

# What is compiled, with everything that compiling needs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build:quick \
 && find dist \( -name '*.spec.js' -o -name '*.map' -o -name '.tsbuildinfo' \) -delete \
 && find dist -type d \( -name testing -o -name contract \) -prune -exec rm -r {} + \
 && rm -rf dist/test dist/scripts dist/apps/bench dist/apps/demo

# What runs: without packages for development, and without what only an editor or a compiler reads.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts \
 && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.md' \) -delete \
 && rm -rf node_modules/typescript node_modules/.bin

# Node's own binary without npm, which would be the greater part of what can be attacked.
FROM debian:bookworm-slim
RUN groupadd --gid 10001 onrecord \
 && useradd --uid 10001 --gid onrecord --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin onrecord \
 && install -d -o onrecord -g onrecord -m 0700 /data
COPY --from=build /usr/local/bin/node /usr/local/bin/node
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/dist ./dist
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
USER 10001:10001
VOLUME /data
EXPOSE 3000
# Live, not ready: a node that fills its read model is not broken. The proxy asks whether it is ready.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "--disable-warning=ExperimentalWarning", "dist/apps/api/src/main.js"]
