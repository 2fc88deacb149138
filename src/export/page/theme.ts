/** Light or dark: as the system is, until the reader chooses. */
const choices = ['as the system', 'light', 'dark'] as const;

/** Dresses the page, now and whenever the button is pressed or the system changes. */
export function dress(button: HTMLButtonElement): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let choice = 0;
  const apply = () => {
    const theme = choice === 0 ? (system.matches ? 'dark' : 'light') : choices[choice]!;
    document.documentElement.dataset['theme'] = theme;
    button.textContent = `theme: ${choices[choice]}`;
  };
  button.addEventListener('click', () => {
    choice = (choice + 1) % choices.length;
    apply();
  });
  system.addEventListener('change', apply);
  apply();
}
