/**
 * What a product with a model in it can measure, on which side of the bridge, and the question that its zone asks.
 * The order is that of the zones: three on the product side, then three on the model side.
 */
export const categories = [
  {
    id: 'business-impact',
    title: 'Business impact',
    side: 'product',
    prompt: 'What would the business see if this worked? Usual owners: product, growth.',
  },
  {
    id: 'user-experience',
    title: 'User experience',
    side: 'product',
    prompt: 'What do people feel while they use it? Usual owners: product, engineering.',
  },
  {
    id: 'ai-adoption',
    title: 'Adoption and retention for AI',
    side: 'product',
    prompt: 'Who comes back to it, and who opts out? Usual owners: product, AI.',
  },
  {
    id: 'model-performance',
    title: 'Model performance',
    side: 'model',
    prompt: 'How often is the model right, and for whom? Usual owners: AI, data science.',
  },
  {
    id: 'model-health',
    title: 'Model health',
    side: 'model',
    prompt: 'What would show that the model is ageing? Usual owners: AI, MLOps.',
  },
  {
    id: 'fairness-risk',
    title: 'Fairness and risk',
    side: 'model',
    prompt: 'Whom does it treat worse, and by how much? Usual owners: AI, compliance.',
  },
] as const

export type Category = (typeof categories)[number]
