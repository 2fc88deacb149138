function nothing() {}

nothing();
process.disconnect();
