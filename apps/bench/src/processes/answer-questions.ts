/** Makes this process an `Assistant`. One that cannot answer ends, so that whoever asked does not wait for ever. */
export function answerQuestions<Question>(answer: (question: Question) => Promise<unknown>): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', (question: Question) => {
    void answer(question).then((given) => process.send!(given ?? null));
  });
}
