/** A name that somebody outside chose: always text, isolated so that its direction changes nothing around it. */
export const OutsideText = ({ children }: { children: string }) => (
  <bdi className="outside-text">{children}</bdi>
);
