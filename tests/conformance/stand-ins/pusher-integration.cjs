// Stands in for pusher-js's alias of the same name. The specs build clients for the vendor's own two apps and clusters;
// only where such a client connects to, and with which key, is changed.
const Pusher = require('core/pusher.js');

const HOSTED_KEYS = ['c49a449b916bb4246729', 'cb7d5e50f5669e5c9ae6'];
const { CONFORMANCE_KEY, CONFORMANCE_PORT } = process.env;

module.exports = new Proxy(Pusher, {
  construct(Client, [key, options]) {
    const local = { wsHost: '127.0.0.1', wsPort: Number(CONFORMANCE_PORT) };
    return new Client(HOSTED_KEYS.includes(key) ? CONFORMANCE_KEY : key, { ...options, ...local });
  },
});
