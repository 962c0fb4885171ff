/** `README.txt`: for someone who was handed the folder and knows nothing of it. */
export const readme = ({
  identifier,
}: {
  readonly identifier: string;
}): string => `An export of the record, ${identifier}

This folder holds entries of a public record, and what proves that they stand in it just so.
It is a bag as RFC 8493 (BagIt) describes; docs/bundle.md of the program On Record describes its content.

To check it, without any network (Node.js 20.12 or later):

    node verify.mjs

It ends with 0 where all of it holds, 1 where something does not (and names it), 2 where it cannot tell.
Where you know the key of the record from elsewhere, give it: node verify.mjs --vkey '<key>'. Without it the keys in
data/keys.txt are believed, which anyone who makes up a whole bundle can make up as well. For the same reason a
stranger's verify.mjs proves nothing: take it from a bundle or a release that you trust, and name the folder:

    node verify.mjs <folder>

What it shows: each entry stands in the record's tree at its place, and the tree was signed; the texts and the personal
values here are the ones that were recorded; none was left out but those that the record says were withheld; revisions
of a record follow each other. Where there is a receipt.json, the record itself names this export, whole.

What it does not show: that what was recorded is true. And nothing of what happened since: personal data in it may have
been erased, and a text withheld. Ask the record, and honour what it answers.
`;
