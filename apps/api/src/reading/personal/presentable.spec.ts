import { presentable } from './presentable.js';

describe('a value that was sealed leaf by leaf', () => {
  it.each([
    ['name', { full: 'Ada Testperson', given: 'Ada', family: 'Testperson' }, { value: 'Ada Testperson' }],
    ['age', { value: '37' }, { value: '37' }],
    ['nationality', { code: 'VE' }, { value: 'Venezuela', code: 'VE' }],
    ['nationality', { code: 'VE', 'raw/value': 'Venezuelan' }, { value: 'Venezuelan', code: 'VE' }],
    ['gender', { code: 'FEMALE' }, { value: 'Female', code: 'FEMALE' }],
    ['race', { code: 'A_LATER_CODE' }, { value: 'A_LATER_CODE', code: 'A_LATER_CODE' }],
    ['homeAddress', { text: '1 Test Street', lat: '44.9', lon: '-93.2' }, { value: '1 Test Street' }],
    ['homeAddress', { lat: '44.9', lon: '-93.2' }, { value: '44.9, -93.2' }],
    ['injuryDetail', { detail: 'A wound' }, { value: 'A wound' }],
  ])('of field %s reads as one: %j', (field, leaves, read) => {
    expect(presentable(field, new Map(Object.entries(leaves)))).toEqual(read);
  });
});
