#!/usr/bin/env node
import { runAuditor } from './auditor.js';

process.exitCode = await runAuditor(process.argv.slice(2));
