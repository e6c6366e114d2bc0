/** What people in these roles usually bring, by discipline; a team changes it where theirs bring something else. */
export const DISCIPLINES_OF_ROLES: Readonly<Record<string, readonly string[]>> = {
  product: ['Product Manager', 'Product Owner'],
  ai: ['AI Lead', 'Data Scientist', 'Data Science', 'Machine Learning', 'ML Engineer', 'AI Engineer'],
  design: ['Design', 'Designer', 'CX', 'UX', 'User Research'],
  engineering: [
    'MLOps Engineer',
    'MLOps',
    'DevOps',
    'Engineering',
    'Engineer',
    'Developer',
    'Architecture',
    'Architect',
    'QA',
    'Infra',
  ],
  data: ['Data Analyst', 'DataOps', 'Data Governance', 'Data Engineer'],
  business: ['Business Stakeholders', 'Leadership', 'Finance', 'Marketing', 'Sales', 'Operations'],
  risk: ['Security', 'Legal', 'Compliance', 'Risk', 'Privacy'],
}
