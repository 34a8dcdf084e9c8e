import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { CustomTypes } from './CustomTypes.tsx';
import type { PartProps } from './part.ts';
import { linesOf, type Pattern, withEntry } from './policy.ts';
import { type Basics, TypeDialog } from './TypeDialog.tsx';
import { takenIds } from './taken-ids.ts';

export function Patterns(props: PartProps) {
  const { answer, draft, mayEdit } = props;
  const { policy, change } = draft;
  const { patterns } = policy;
  return (
    <CustomTypes
      title="Patterns"
      what="pattern"
      description="Numbers and names of your own making, such as employee IDs."
      entries={patterns}
      limit={answer.limits.patterns ?? 0}
      mayEdit={mayEdit}
      content={({ pattern, near }) => (
        <>
          <Box variant="code">
            <OutsideText>{pattern}</OutsideText>
          </Box>
          {near && near.length > 0 && (
            <>
              {' '}
              near <OutsideText>{near.join(', ')}</OutsideText>
            </>
          )}
        </>
      )}
      onRemove={(id) => change({ ...policy, patterns: patterns.filter((each) => each.id !== id) })}
      dialog={(before, close) => (
        <PatternDialog
          before={before}
          taken={takenIds(props)}
          onClose={close}
          onDone={(entry) => change({ ...policy, patterns: withEntry(patterns, entry) })}
        />
      )}
    />
  );
}

function PatternDialog(props: {
  before: Pattern | null;
  taken: readonly string[];
  onClose: () => void;
  onDone: (entry: Pattern) => void;
}) {
  const [pattern, setPattern] = useState(props.before?.pattern ?? '');
  const [near, setNear] = useState(props.before?.near?.join('\n') ?? '');
  const done = (basics: Basics) => {
    const words = linesOf(near);
    props.onDone({ ...basics, pattern, ...(words.length > 0 && { near: words }) });
  };
  return (
    <TypeDialog
      title={props.before ? 'Edit pattern' : 'Add pattern'}
      before={props.before}
      taken={props.taken}
      complete={pattern !== ''}
      onClose={props.onClose}
      onDone={done}
    >
      <FormField
        label="Pattern"
        description="In RE2 syntax, such as EMP-\d{6}. The box below shows what it finds in a text."
      >
        <Input value={pattern} spellcheck={false} onChange={({ detail }) => setPattern(detail.value)} />
      </FormField>
      <FormField
        label="Near one of these words"
        description="One on each line. Without any, it counts everywhere."
      >
        <Textarea value={near} rows={3} onChange={({ detail }) => setNear(detail.value)} />
      </FormField>
    </TypeDialog>
  );
}
