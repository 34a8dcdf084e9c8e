import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { type ReactNode, useState } from 'react';
import { OutsideText } from '../../ui/OutsideText.tsx';
import type { RiskStep } from './policy.ts';
import { stepsText } from './risk.tsx';

interface CustomType {
  readonly id: string;
  readonly name: string;
  readonly risk?: readonly RiskStep[];
}

export interface CustomTypesProps<T extends CustomType> {
  readonly title: string;
  readonly description: string;
  /** One of them, such as `dictionary`. */
  readonly what: string;
  readonly entries: readonly T[];
  readonly limit: number;
  readonly mayEdit: boolean;
  /** What an entry holds, in a few words. */
  readonly content: (entry: T) => ReactNode;
  readonly dialog: (entry: T | null, close: () => void) => ReactNode;
  readonly onRemove: (id: string) => void;
}

/** A list of data types of the tenant's own. */
export function CustomTypes<T extends CustomType>(props: CustomTypesProps<T>) {
  const [edited, setEdited] = useState<T | null | undefined>(undefined);
  return (
    <>
      <Table<T>
        variant="embedded"
        wrapLines
        items={props.entries}
        trackBy="id"
        ariaLabels={{ tableLabel: props.title }}
        empty={`No ${props.what} yet.`}
        header={
          <Header
            variant="h2"
            counter={`(${props.entries.length})`}
            description={props.description}
            actions={
              props.mayEdit && (
                <Button disabled={props.entries.length >= props.limit} onClick={() => setEdited(null)}>
                  Add {props.what}
                </Button>
              )
            }
          >
            {props.title}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'name',
            header: 'Name',
            isRowHeader: true,
            minWidth: 160,
            cell: ({ id, name }) => (
              <>
                <OutsideText>{name}</OutsideText>
                <Box variant="small" display="block">
                  {id}
                </Box>
              </>
            ),
          },
          { id: 'content', header: 'Looks for', minWidth: 200, cell: props.content },
          { id: 'risk', header: 'Risk', cell: ({ risk }) => (risk ? stepsText(risk) : 'Medium') },
          ...(props.mayEdit
            ? [
                {
                  id: 'actions',
                  header: 'Actions',
                  minWidth: 190,
                  cell: (entry: T) => (
                    <SpaceBetween direction="horizontal" size="xs">
                      <Button
                        variant="inline-link"
                        ariaLabel={`Edit ${entry.name}`}
                        onClick={() => setEdited(entry)}
                      >
                        Edit
                      </Button>
                      <Button
                        variant="inline-link"
                        ariaLabel={`Remove ${entry.name}`}
                        onClick={() => props.onRemove(entry.id)}
                      >
                        Remove
                      </Button>
                    </SpaceBetween>
                  ),
                },
              ]
            : []),
        ]}
      />
      {edited !== undefined && props.dialog(edited, () => setEdited(undefined))}
    </>
  );
}
