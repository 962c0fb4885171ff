/**
 * What is used of TypeBox. It ships some five hundred modules, which every thread and process would resolve and read one
 * by one; the build makes a single file of them here (`npm run build:typebox`), so nothing else may import the package.
 */
export { Type, type Static, type TObject, type TProperties, type TSchema } from 'typebox';
export { Check, Compile } from 'typebox/schema';
