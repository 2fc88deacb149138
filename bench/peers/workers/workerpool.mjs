import workerpool from 'workerpool';

workerpool.worker({ identity: (value) => value });
