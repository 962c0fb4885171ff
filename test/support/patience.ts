import { jest } from '@jest/globals';

/** Whole servers are started and stopped, on machines that may have two busy cores: milliseconds. */
jest.setTimeout(120_000);
