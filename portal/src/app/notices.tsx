import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

export interface Notice {
  readonly type: 'success' | 'info' | 'warning' | 'error';
  readonly text: ReactNode;
}

/** Null: what was said last is no longer so. */
type Tell = (notice: Notice | null) => void;

const NoticeContext = createContext<Tell>(() => {});
const ShownContext = createContext<readonly FlashbarProps.MessageDefinition[]>([]);

let lastId = 0;

/** Keeps what pages tell the user about what they have just done. */
export function Notices({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly FlashbarProps.MessageDefinition[]>([]);
  const tell = useCallback<Tell>((notice) => {
    const unseen = (message: FlashbarProps.MessageDefinition) => message.type === 'error';
    if (!notice) return setShown((before) => before.filter(unseen));
    const { type, text } = notice;
    const id = String(++lastId);
    const dismiss = () => setShown((before) => before.filter((message) => message.id !== id));
    const message: FlashbarProps.MessageDefinition = {
      id,
      type,
      content: text,
      dismissible: true,
      dismissLabel: 'Dismiss',
      onDismiss: dismiss,
      statusIconAriaLabel: type,
      ariaRole: type === 'error' ? 'alert' : 'status',
    };
    // What went well is said until the next thing is; what did not stays until somebody has seen it.
    setShown((before) => [message, ...before.filter(unseen)].slice(0, 3));
  }, []);
  const list = useMemo(() => shown, [shown]);
  return (
    <NoticeContext value={tell}>
      <ShownContext value={list}>{children}</ShownContext>
    </NoticeContext>
  );
}

export const useTell = (): Tell => useContext(NoticeContext);

export function ShownNotices() {
  return <Flashbar items={useContext(ShownContext)} />;
}
