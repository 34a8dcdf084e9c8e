import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { counted } from '../../ui/numbers.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { CustomTypes } from './CustomTypes.tsx';
import type { PartProps } from './part.ts';
import { type Dictionary, linesOf, withEntry } from './policy.ts';
import { type Basics, TypeDialog } from './TypeDialog.tsx';
import { takenIds } from './taken-ids.ts';

const SHOWN = 5;

export function Dictionaries(props: PartProps) {
  const { answer, draft, mayEdit } = props;
  const { policy, change } = draft;
  const { dictionaries } = policy;
  return (
    <CustomTypes
      title="Dictionaries"
      what="dictionary"
      description="Words and phrases that matter to you: names of projects, code words, customers."
      entries={dictionaries}
      limit={answer.limits.dictionaries ?? 0}
      mayEdit={mayEdit}
      content={({ words }) => (
        <>
          {counted(words.length, 'word')}: <OutsideText>{words.slice(0, SHOWN).join(', ')}</OutsideText>
          {words.length > SHOWN && ' …'}
        </>
      )}
      onRemove={(id) => change({ ...policy, dictionaries: dictionaries.filter((each) => each.id !== id) })}
      dialog={(before, close) => (
        <DictionaryDialog
          before={before}
          taken={takenIds(props)}
          onClose={close}
          onDone={(entry) => change({ ...policy, dictionaries: withEntry(dictionaries, entry) })}
        />
      )}
    />
  );
}

function DictionaryDialog(props: {
  before: Dictionary | null;
  taken: readonly string[];
  onClose: () => void;
  onDone: (entry: Dictionary) => void;
}) {
  const [words, setWords] = useState(props.before?.words.join('\n') ?? '');
  const [caseSensitive, setCaseSensitive] = useState(props.before?.caseSensitive ?? false);
  const done = (basics: Basics) => props.onDone({ ...basics, words: linesOf(words), caseSensitive });
  return (
    <TypeDialog
      title={props.before ? 'Edit dictionary' : 'Add dictionary'}
      before={props.before}
      taken={props.taken}
      complete={linesOf(words).length > 0}
      onClose={props.onClose}
      onDone={done}
    >
      <FormField label="Words and phrases" description="One on each line. They are found as whole words.">
        <Textarea value={words} rows={6} onChange={({ detail }) => setWords(detail.value)} />
      </FormField>
      <Checkbox checked={caseSensitive} onChange={({ detail }) => setCaseSensitive(detail.checked)}>
        Only as written, with the same capital letters
      </Checkbox>
    </TypeDialog>
  );
}
