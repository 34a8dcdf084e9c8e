import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Link from '@cloudscape-design/components/link';
import { useMutation } from '@tanstack/react-query';
import type { ExportFormat, Query } from '../../api/client.ts';
import { problemOf } from '../../api/client.ts';
import { useTell } from '../../app/notices.tsx';
import { useApi } from '../../sign-in/SessionContext.ts';

const FORMATS: Readonly<Record<ExportFormat, { text: string; ending: string }>> = {
  'text/csv': { text: 'CSV, for spreadsheets', ending: 'csv' },
  'application/x-ndjson': { text: 'NDJSON, for programs', ending: 'ndjson' },
};

/** Everything that matches the filters as a file, not only this page. */
export function ExportButton({ path, name, query }: { path: string; name: string; query: Query }) {
  const api = useApi();
  const tell = useTell();
  const { mutate, isPending } = useMutation({
    mutationFn: (format: ExportFormat) => api.file(path, query, format),
    onSuccess(file, format) {
      if (file instanceof Blob) return save(file, `${name}.${FORMATS[format].ending}`);
      tell({
        type: 'success',
        text: (
          <>
            The export is large, so it was put aside for you.{' '}
            <Link color="inverted" external href={file.url}>
              Download it
            </Link>{' '}
            until {new Date(file.expiresAt).toLocaleTimeString()}.
          </>
        ),
      });
    },
    onError: (error) => tell({ type: 'error', text: `Not exported: ${problemOf(error).message}` }),
  });
  return (
    <ButtonDropdown
      items={Object.entries(FORMATS).map(([id, { text }]) => ({ id, text }))}
      loading={isPending}
      onItemClick={({ detail }) => mutate(detail.id as ExportFormat)}
    >
      Export
    </ButtonDropdown>
  );
}

export function save(content: Blob, fileName: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
