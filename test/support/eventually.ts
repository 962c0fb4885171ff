/** What has not come about by then will not: milliseconds. */
const PATIENCE = 30_000;

/** Repeats an expectation until it holds, for what follows an event with a delay that is promised to be short. */
export async function eventually(expectation: () => Promise<void>): Promise<void> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
