// The specs' own helper, with the address of our auth server in place of two fixed ports.
const { CONFORMANCE_AUTH_URL } = process.env;

module.exports = {
  ...require('node/integration'),
  API_URL: CONFORMANCE_AUTH_URL,
  API_EU_URL: CONFORMANCE_AUTH_URL,
};
