export { createApp } from './create-app.js';
export { InstallationModule } from './installation/installation.module.js';
export { shutDown } from './lifecycle/graceful-shutdown.js';
