const { ClusterWorker } = require('poolifier');

module.exports = new ClusterWorker((value) => value);
