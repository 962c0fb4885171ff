export const MINNEAPOLIS = {
  text: 'North Minneapolis',
  region: 'US-MN',
  country: 'US',
  zone: 'America/Chicago',
  precision: 'LOCALITY',
};
