/** Names of properties that carry a sensitivity label: Microsoft Purview, and what classification tools write. */
export const LABEL_PROPERTY =
  /^(?:MSIP_Label_.{1,80}_Name|.{0,40}(?:classification|sensitivity|confidentiality).{0,40})$/i;
