'use strict';

// Run by the command itself (src/crew): judges what its parent sends.
const { load } = require('./load.js');
load(require.resolve('../dist/cli/cli.cjs')).serve();
