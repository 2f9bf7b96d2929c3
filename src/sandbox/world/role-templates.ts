/** Template ids of Microsoft's built-in directory roles, by name. */
const templates: Readonly<Record<string, string>> = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Billing Administrator': 'b0f54661-2d74-4c50-afa3-1ec803f12efe',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'License Administrator': '4d6ac14f-3453-41d0-bef9-a3e0c569773a',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  'Groups Administrator': 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  'Directory Writers': '9360feb5-f418-4baa-8175-e2a00bac4301',
  'Helpdesk Administrator': '729827e3-9c14-49f7-bb1b-9608f156bbb8',
};

/** The template id of a built-in role; undefined when it is none. */
export function roleTemplateOf(role: string): string | undefined {
  return Object.hasOwn(templates, role) ? templates[role] : undefined;
}
