// Alerts about hosts, on what the node exporter measures.
import { addressOf } from '../stack'
import type { Alert, Group } from './rule'

export const hosts: Group = {
  name: 'hosts',
  about: 'Hosts with a node exporter.',
  alerts: stack => {
    const instance = addressOf(stack, 'node')
    return [down(instance), cpuBusy(instance), memoryLow(instance), diskLow(instance), diskFillsUp(instance)]
  },
}

const job = 'node-exporter'

/** File systems that are full by design, or that only repeat others. */
const disks = 'fstype!~"tmpfs|ramfs|overlay|squashfs|iso9660"'

function down(instance: string): Alert {
  return {
    alert: 'HostDown',
    expr: `up{job="${job}"} == 0`,
    for: '2m',
    severity: 'critical',
    summary: '{{ $labels.instance }} cannot be scraped.',
    description: 'Prometheus has had no answer from {{ $labels.instance }} for two minutes.',
    test: {
      series: [[`up{job="${job}", instance="${instance}"}`, '1 1 0x10']],
      quiet: '3m',
      fires: '5m',
      labels: { job, instance },
      summary: `${instance} cannot be scraped.`,
      description: `Prometheus has had no answer from ${instance} for two minutes.`,
    },
  }
}

function cpuBusy(instance: string): Alert {
  return {
    alert: 'HostCpuBusy',
    expr: '1 - avg by (job, instance) (rate(node_cpu_seconds_total{mode="idle"}[5m])) > 0.9',
    for: '15m',
    severity: 'warning',
    summary: '{{ $labels.instance }} is busy.',
    description: '{{ $value | humanizePercentage }} of its processor time has been in use for 15 minutes.',
    test: {
      series: [[`node_cpu_seconds_total{job="${job}", instance="${instance}", cpu="0", mode="idle"}`, '0+30x5 153+3x30']],
      quiet: '15m',
      fires: '30m',
      labels: { job, instance },
      summary: `${instance} is busy.`,
      description: '95% of its processor time has been in use for 15 minutes.',
    },
  }
}

function memoryLow(instance: string): Alert {
  return {
    alert: 'HostMemoryLow',
    expr: 'node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0.1',
    for: '10m',
    severity: 'warning',
    summary: '{{ $labels.instance }} is short of memory.',
    description: 'Only {{ $value | humanizePercentage }} of its memory is available.',
    test: {
      series: [
        [`node_memory_MemAvailable_bytes{job="${job}", instance="${instance}"}`, '4000x5 500x20'],
        [`node_memory_MemTotal_bytes{job="${job}", instance="${instance}"}`, '8000x25'],
      ],
      quiet: '10m',
      fires: '17m',
      labels: { job, instance },
      summary: `${instance} is short of memory.`,
      description: 'Only 6.25% of its memory is available.',
    },
  }
}

const disk = (instance: string, what: string): string =>
  `node_filesystem_${what}_bytes{job="${job}", instance="${instance}", device="/dev/sda1", fstype="ext4", mountpoint="/"}`

const diskLabels = (instance: string) => ({ job, instance, device: '/dev/sda1', fstype: 'ext4', mountpoint: '/' })

function diskLow(instance: string): Alert {
  return {
    alert: 'HostDiskLow',
    expr: [`node_filesystem_avail_bytes{${disks}}`, `/ node_filesystem_size_bytes{${disks}}`, '< 0.1'].join('\n'),
    for: '10m',
    severity: 'warning',
    summary: '{{ $labels.mountpoint }} on {{ $labels.instance }} is nearly full.',
    description: 'Only {{ $value | humanizePercentage }} is free.',
    test: {
      series: [
        [disk(instance, 'avail'), '400x5 50x20'],
        [disk(instance, 'size'), '1000x25'],
        [`node_filesystem_avail_bytes{job="${job}", instance="${instance}", device="tmpfs", fstype="tmpfs", mountpoint="/run"}`, '0x25'],
        [`node_filesystem_size_bytes{job="${job}", instance="${instance}", device="tmpfs", fstype="tmpfs", mountpoint="/run"}`, '1000x25'],
      ],
      quiet: '10m',
      fires: '17m',
      labels: diskLabels(instance),
      summary: `/ on ${instance} is nearly full.`,
      description: 'Only 5% is free.',
    },
  }
}

function diskFillsUp(instance: string): Alert {
  return {
    alert: 'HostDiskFillsUp',
    comment: 'Less than a quarter is free, and at the pace of the last six hours nothing is left in twelve.',
    expr: [
      `node_filesystem_avail_bytes{${disks}} / node_filesystem_size_bytes{${disks}} < 0.25`,
      `and predict_linear(node_filesystem_avail_bytes{${disks}}[6h], 12 * 3600) < 0`,
    ].join('\n'),
    for: '30m',
    severity: 'critical',
    summary: '{{ $labels.mountpoint }} on {{ $labels.instance }} fills up.',
    description: '{{ $value | humanizePercentage }} is free; at this pace it is full within twelve hours.',
    test: {
      series: [
        [disk(instance, 'avail'), '24000-50x90'],
        [disk(instance, 'size'), '100000x90'],
        [`node_filesystem_avail_bytes{job="${job}", instance="${instance}", device="/dev/sdb1", fstype="ext4", mountpoint="/data"}`, '24000x90'],
        [`node_filesystem_size_bytes{job="${job}", instance="${instance}", device="/dev/sdb1", fstype="ext4", mountpoint="/data"}`, '100000x90'],
      ],
      quiet: '20m',
      fires: '80m',
      labels: diskLabels(instance),
      summary: `/ on ${instance} fills up.`,
      description: '20% is free; at this pace it is full within twelve hours.',
    },
  }
}
