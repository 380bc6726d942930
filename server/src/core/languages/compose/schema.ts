// The little of a Compose file that editors can say something about: no key is refused, no value is judged.
import type { Schema } from '../../schema'

const named = (kind: string, value: Schema): Schema => ({ propertyNames: { declares: kind }, additionalProperties: value })

/** A list of names, or a map that has them as keys. */
const using = (kind: string): Schema => ({ items: { uses: kind }, propertyNames: { uses: kind } })

const service: Schema = {
  noun: 'a service',
  model: 'service',
  properties: {
    image: { description: 'Image and tag that the container runs: `prom/alertmanager:v0.34.2`. The tag says which version its files are checked for.' },
    build: { description: 'How the image is built, when it is not pulled.' },
    command: { description: 'Arguments of the program, a text or a list; they replace those of the image.' },
    entrypoint: { description: 'The program that runs instead of the image’s own.' },
    container_name: { description: 'Fixed name of the container; other containers may use it as a host, too.' },
    hostname: { description: 'What the container calls itself.' },
    environment: { description: 'Environment variables, a map or a list of `NAME=value`.' },
    env_file: { description: 'Files with environment variables.' },
    volumes: { description: 'What of the host or of named volumes is seen in the container: `./alertmanager.yml:/etc/alertmanager/alertmanager.yml`.' },
    configs: { description: 'Configurations that are put into the container as files.' },
    secrets: { description: 'Secrets that are put below `/run/secrets`.' },
    ports: { description: 'Ports opened on the host: `9093:9093`. Containers reach each other by the right-hand port, without this.' },
    expose: { description: 'Ports for other containers; only a note, they are reachable anyway.' },
    networks: { description: 'Networks that the container joins; only containers with a network in common reach each other by name.', ...using('network') },
    network_mode: { description: '`host` shares the network of the host; then service names do not work.' },
    extra_hosts: { description: 'Names with addresses: `host.docker.internal:host-gateway` reaches the host on Linux.' },
    depends_on: { description: 'Services that start first.', ...using('service') },
    healthcheck: { description: 'How to find out whether the container works.' },
    restart: { description: 'When the container is started again.' },
    profiles: { description: 'The service only starts with one of these profiles.' },
  },
}

export const compose: Schema = {
  noun: 'a Compose file',
  title: 'Compose file',
  properties: {
    name: { description: 'Name of the project; the folder’s by default.' },
    services: { description: 'The containers, by name. The name is their host within the project.', ...named('service', service) },
    networks: { description: 'Networks of the project.', ...named('network', {}) },
    volumes: { description: 'Named volumes.', ...named('volume', {}) },
    configs: { description: 'Files that services get as configuration.' },
    secrets: { description: 'Files that services get as secrets.' },
    include: { description: 'Other Compose files that belong to this one.' },
  },
}
