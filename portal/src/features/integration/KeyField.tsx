import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { ClipboardEvent } from 'react';

export interface KeyFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled: boolean;
  readonly missing: boolean;
}

const refuse = (event: ClipboardEvent): void => event.preventDefault();

/**
 * Takes the key in and gives it to nobody but the API: masked, not offered to password managers, not to be copied or
 * dragged out of the field again, and gone with the page.
 */
export function KeyField({ value, onChange, disabled, missing }: KeyFieldProps) {
  return (
    <FormField
      label="Compliance Access Key"
      description="Begins with sk-ant-api01-. It is checked against Anthropic, then kept in a secret store. Nobody can read it here again."
      {...(missing && { errorText: 'Paste the key.' })}
    >
      <Input
        type="password"
        value={value}
        onChange={({ detail }) => onChange(detail.value)}
        disabled={disabled}
        ariaRequired
        autoComplete={false}
        disableBrowserAutocorrect
        spellcheck={false}
        nativeInputAttributes={{
          onCopy: refuse,
          onCut: refuse,
          draggable: false,
          maxLength: 1_024,
          'data-1p-ignore': 'true',
          'data-lpignore': 'true',
          'data-bwignore': 'true',
        }}
      />
    </FormField>
  );
}
