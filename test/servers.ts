/** Real servers on 127.0.0.1, good and hostile. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { onTestFinished } from 'vitest';

async function listening(server: Server, sockets: Set<Socket>): Promise<string> {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** The address of an HTTP server that lives as long as the test. */
export function serve(answer: RequestListener): Promise<string> {
  return listening(createServer(answer), new Set());
}

/** The address of a server that speaks as it likes. */
export function serveRaw(
  speak: (socket: Socket) => void,
  sockets = new Set<Socket>(),
): Promise<string> {
  return listening(createTcpServer(speak), sockets);
}

/** The address of an HTTPS server whose certificate is signed by itself. */
export async function serveSelfSigned(): Promise<string> {
  const url = await listening(
    createTlsServer(selfSigned(), (_, response) => response.end()),
    new Set(),
  );
  return url.replace('http:', 'https:');
}

/** One value in ASN.1's DER. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const head =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

/** The smallest certificate (X.509) that a TLS server can show, and its key. */
function selfSigned(): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const hex = (text: string) => Buffer.from(text, 'hex');
  const ecdsaWithSha256 = der(0x30, der(6, hex('2a8648ce3d040302')));
  const commonName = der(0x30, der(6, hex('550403')), der(12, Buffer.from('127.0.0.1')));
  const name = der(0x30, der(0x31, commonName));
  const times = ['200101000000Z', '491231000000Z'].map((time) => der(0x17, Buffer.from(time)));
  const toBeSigned = der(
    0x30,
    der(0xa0, der(2, hex('02'))),
    der(2, hex('01')),
    ecdsaWithSha256,
    name,
    der(0x30, ...times),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(3, hex('00'), sign('sha256', toBeSigned, privateKey));
  const base64 = der(0x30, toBeSigned, ecdsaWithSha256, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
  };
}
