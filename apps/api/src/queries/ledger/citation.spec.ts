import { bibtexOf, citationText, type Cited, cslOf } from './citation.js';

const cited: Cited = {
  logId: '0198c5f2-7d3a-7c11-8a55-1b2c3d4e5f60',
  record: 'incident-00000000-0000-4000-8000-000000000001',
  title: 'A man was shot',
  index: 66,
  at: new Date('2026-01-15T18:00:00Z'),
  isPublic: false,
};

describe('a citation', () => {
  it('names the moment and the reference, and no ledger where there is none yet', () => {
    expect(citationText(cited)).toBe(
      '“A man was shot.” On Record, as recorded by 2026-01-15T18:00:00.000Z (index 66). ' +
        'onrecord:0198c5f2-7d3a-7c11-8a55-1b2c3d4e5f60/incident-00000000-0000-4000-8000-000000000001@66.',
    );
    expect(cslOf(cited)).not.toHaveProperty('note');
  });

  it('names tree size and root where they are published', () => {
    const sealed = { ...cited, root: 'cm9vdA==', origin: 'record.example.org' };
    expect(citationText(sealed)).toContain('Ledger record.example.org, tree size 67, root cm9vdA==');
    expect(cslOf(sealed)).toMatchObject({
      issued: { 'date-parts': [[2026, 1, 15]] },
      note: expect.stringContaining('67'),
    });
  });

  it('says on the axis of what was public which moment that is', () => {
    expect(citationText({ ...cited, isPublic: true })).toContain('as public by 2026-01-15T18:00:00.000Z');
  });

  it('has another reference, and another key, for what was public by a moment than for all that was recorded', () => {
    const known = { ...cited, isPublic: true };
    expect(cslOf(known)['id']).toBe(`${String(cslOf(cited)['id'])};public=2026-01-15T18:00:00.000Z`);
    const later = { ...known, at: new Date('2026-01-16T18:00:00Z') };
    const keys = [cited, known, later].map((each) => bibtexOf(each).split('\n', 1)[0]);
    expect(new Set(keys).size).toBe(3);
  });

  it('keeps capitals in the title, which BibTeX takes away within one pair of braces', () => {
    expect(bibtexOf({ ...cited, title: 'An ICE officer' })).toContain('  title = {{An ICE officer}},\n');
  });

  it.each([
    ['}, author = {somebody', '\\}, author = \\{somebody'],
    ['back\\slash', 'back\\textbackslash{}slash'],
    ['50 % of $5 & #1_a ~ ^', '50 \\% of \\$5 \\& \\#1\\_a \\textasciitilde{} \\textasciicircum{}'],
    ['two\nlines', 'two lines'],
  ])('lets no title break out of BibTeX: %s', (title, escaped) => {
    expect(bibtexOf({ ...cited, title })).toContain(`  title = {{${escaped}}},\n`);
  });
});
