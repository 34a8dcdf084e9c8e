const SECTOR = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;
const FAT = 0xfffffffd;

interface Node {
  name: string;
  type: number;
  child: number;
  right: number;
  start: number;
  size: number;
  bytes: Buffer;
}

/**
 * A compound file with these streams; `/` in a name makes storages. Every stream is padded to the size from which it
 * has sectors of its own, with spaces of UTF-16.
 */
export function cfbOf(streams: Readonly<Record<string, Buffer>>): Buffer {
  const nodes: Node[] = [newNode('Root Entry', 5)];
  const folders = new Map([['', 0]]);
  for (const [path, bytes] of Object.entries(streams)) addStream(nodes, folders, path, bytes);

  const sectors: Buffer[] = [];
  const fat: number[] = [];
  const append = (bytes: Buffer): number => {
    const start = sectors.length;
    const count = Math.ceil(bytes.length / SECTOR);
    for (let index = 0; index < count; index++) {
      const sector = Buffer.alloc(SECTOR);
      bytes.copy(sector, 0, index * SECTOR, (index + 1) * SECTOR);
      sectors.push(sector);
      fat.push(index === count - 1 ? END : start + index + 1);
    }
    return start;
  };
  for (const node of nodes) if (node.type === 2) node.start = append(node.bytes);
  const directory = append(Buffer.concat(nodes.map(entry)));
  const fatSectors = Math.ceil((sectors.length + 4) / (SECTOR / 4));
  const fatStart = sectors.length;
  for (let index = 0; index < fatSectors; index++) fat.push(FAT);
  const table = Buffer.alloc(fatSectors * SECTOR, 0xff);
  for (const [index, next] of fat.entries()) table.writeUInt32LE(next, index * 4);

  const header = Buffer.alloc(SECTOR, 0xff);
  header.fill(0, 0, 76);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(fatSectors, 44);
  header.writeUInt32LE(directory, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(END, 68);
  for (let index = 0; index < fatSectors; index++) header.writeUInt32LE(fatStart + index, 76 + index * 4);
  return Buffer.concat([header, ...sectors, table]);
}

function addStream(nodes: Node[], folders: Map<string, number>, path: string, bytes: Buffer): void {
  const steps = path.split('/');
  let parent = 0;
  for (let depth = 1; depth < steps.length; depth++) {
    const folder = steps.slice(0, depth).join('/');
    const known = folders.get(folder);
    if (known === undefined) {
      const index = link(nodes, parent, newNode(steps[depth - 1]!, 1));
      folders.set(folder, index);
      parent = index;
    } else parent = known;
  }
  const padded =
    bytes.length >= 4096 ? bytes : Buffer.concat([bytes, Buffer.alloc(4096 - bytes.length, ' \0')]);
  link(nodes, parent, { ...newNode(steps.at(-1)!, 2), bytes: padded, size: padded.length });
}

function link(nodes: Node[], parent: number, node: Node): number {
  const index = nodes.push(node) - 1;
  node.right = nodes[parent]!.child;
  nodes[parent]!.child = index;
  return index;
}

function newNode(name: string, type: number): Node {
  return { name, type, child: FREE, right: FREE, start: END, size: 0, bytes: Buffer.alloc(0) };
}

function entry(node: Node): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(node.name, 0, 'utf16le');
  bytes.writeUInt16LE((node.name.length + 1) * 2, 64);
  bytes[66] = node.type;
  bytes.writeUInt32LE(FREE, 68);
  bytes.writeUInt32LE(node.right, 72);
  bytes.writeUInt32LE(node.child, 76);
  bytes.writeUInt32LE(node.start, 116);
  bytes.writeUInt32LE(node.size, 120);
  return bytes;
}
