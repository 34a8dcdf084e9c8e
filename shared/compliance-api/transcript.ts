import { type Query, query } from './request.ts';

/** The provider may end a page earlier to bound its size. */
const messagesPerPage = 500;

/** As much as the provider gives, about 1 MiB a text; 0 would be refused (Compliance API, Local sessions). */
const wholeText = -1;

/** What asks for a page of a session's messages; local and remote sessions take the same parameters. */
export function transcriptQuery(page: string | null, limit = messagesPerPage): Query {
  return query({ page, limit, tool_use_input_max_bytes: wholeText, tool_result_max_bytes: wholeText });
}
