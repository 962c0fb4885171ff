/** A page of a list of incidents, as far as tests ask for it. */
export interface PageAnswer {
  readonly incidents: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly totalCount: number;
  };
}

/** A page of any list, with where it begins. */
export type ListedPage = PageAnswer['incidents'] & { readonly pageInfo: { readonly startCursor: string } };
