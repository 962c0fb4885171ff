process.stderr.write('This verifier cannot tell yet.\n');
process.exitCode = 2;
