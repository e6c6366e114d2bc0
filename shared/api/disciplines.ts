/** What a person brings, as offered to choose from; the API takes any short text, since a workspace may add its own. */
export const DISCIPLINES = [
  { id: 'product', title: 'Product' },
  { id: 'ai', title: 'AI' },
  { id: 'design', title: 'Design' },
  { id: 'engineering', title: 'Engineering' },
  { id: 'data', title: 'Data' },
  { id: 'business', title: 'Business' },
  { id: 'risk', title: 'Risk' },
] as const
