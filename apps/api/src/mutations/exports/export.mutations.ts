import { Resolver } from '@nestjs/graphql';
import { ExportIssued } from '#domain';
import { declareMutation } from '../declare-mutation.js';
import { type MutationPlan, planOf } from '../mutation.plan.js';
import { MutationsBase } from '../mutations.base.js';
import { resultType } from '../results/result.types.js';

const recorded = planOf(ExportIssued);

/** An export's id follows from its content, and is the command's: to record it again is the same command. */
const RECORD_EXPORT: MutationPlan = {
  ...recorded,
  toRequest(given) {
    const request = recorded.toRequest(given);
    return { ...request, commandId: request.commandId ?? (request.data['exportId'] as string) };
  },
};

@Resolver()
export class ExportMutations extends MutationsBase {}

declareMutation(ExportMutations, RECORD_EXPORT, resultType('log'), function (given, context) {
  return (this as ExportMutations).runner.run(RECORD_EXPORT, resultType('log'), given, context);
});
