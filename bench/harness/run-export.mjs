/** Runs one exported function of a module in bench/ and says the number that it returns. */
const [module, name, ...args] = process.argv.slice(2);
const figure = await (await import(new URL(`../${module}`, import.meta.url)))[name](...args);
process.stdout.write(`${figure}\n`, () => process.exit());
