export * from './head.contract.js';
