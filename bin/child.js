'use strict';

// Run by the command itself (src/crew): judges what its parent sends.
const { load } = require('./load.js');
const { serve } = load('cli.cjs');

// V8 compiles again and again what runs often, on the threads that the other children need: four times as patient, ten thousand documents take a fifth less
// time. Set behind the load, as V8 takes no cache that was made under other flags: what is loaded later goes without. The V8 of newer Nodes has no such flag,
// and says so on standard error, which a child has none of.
require('node:v8').setFlagsFromString('--interrupt-budget=500000');

serve();
