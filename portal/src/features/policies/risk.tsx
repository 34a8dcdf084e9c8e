import Select from '@cloudscape-design/components/select';
import { RISKS } from '../../../../shared/domain/agent.ts';
import { numberText } from '../../ui/numbers.ts';
import { RISK } from '../../ui/words.ts';
import type { RiskStep } from './policy.ts';

/** `Medium, High from 10` */
export const stepsText = (steps: readonly RiskStep[]): string =>
  [...steps]
    .sort((a, b) => a.minCount - b.minCount)
    .map(({ minCount, risk }) => (minCount > 1 ? `${RISK[risk]} from ${numberText(minCount)}` : RISK[risk]))
    .join(', ');

const USUAL = 'usual';

/** One risk whatever the count, or the usual one. */
export function RiskSelect({
  label,
  steps,
  usual,
  disabled,
  onChange,
}: {
  label: string;
  steps: readonly RiskStep[] | undefined;
  usual: string;
  disabled?: boolean;
  onChange: (steps: RiskStep[] | undefined) => void;
}) {
  const usualOption = { value: USUAL, label: usual };
  const options = [
    usualOption,
    ...RISKS.map((risk) => ({ value: risk, label: `Always ${RISK[risk].toLowerCase()}` })),
  ];
  const isOne = steps?.length === 1 && steps[0]?.minCount === 1;
  const selected = !steps
    ? usualOption
    : (options.find(({ value }) => isOne && value === steps[0]?.risk) ?? {
        value: 'steps',
        label: stepsText(steps),
      });
  return (
    <Select
      ariaLabel={label}
      disabled={disabled ?? false}
      selectedOption={selected}
      options={options}
      onChange={({ detail }) => {
        const risk = RISKS.find((each) => each === detail.selectedOption.value);
        onChange(risk ? [{ minCount: 1, risk }] : undefined);
      }}
    />
  );
}
