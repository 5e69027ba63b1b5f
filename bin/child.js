'use strict';

// Run by the command itself (src/crew): judges what its parent sends.
const { load } = require('./load.js');

load('cli.cjs').serve();
