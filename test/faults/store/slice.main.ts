import { storeCampaign, type Slice } from './campaign.js';

/** A part of a campaign, in a process of its own. */
await storeCampaign({ ...(JSON.parse(process.argv[2]!) as Slice), onRun: (result) => process.send!(result) });
// Clients that were given up while they were silent may keep the process for as long as their calls hang.
process.exit();
