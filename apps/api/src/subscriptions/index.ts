import type { Type } from '@nestjs/common';
import { Feeds } from './feeds.js';
import { SubscriptionResolver } from './subscription.resolver.js';

/** What the subscriptions are made of: the resolver, and the feeds that it injects. */
export const SUBSCRIPTION_RESOLVERS: readonly Type[] = [Feeds, SubscriptionResolver];
