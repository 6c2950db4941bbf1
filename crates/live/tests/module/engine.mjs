// A page's side of the boundary, for Node.
import { readFileSync } from "node:fs";

export function load(path) {
    const module = new WebAssembly.Module(readFileSync(path));
    const imports = WebAssembly.Module.imports(module);
    if (imports.length > 0) throw new Error(`the module imports ${JSON.stringify(imports)}`);
    const { memory, take, ask, give_back } = new WebAssembly.Instance(module).exports;
    return (request) => {
        const bytes = new TextEncoder().encode(JSON.stringify(request));
        const space = take(bytes.length);
        if (space === 0) throw new Error("the request is too long");
        new Uint8Array(memory.buffer, space, bytes.length).set(bytes);
        const answer = ask(space, bytes.length);
        const length = new DataView(memory.buffer).getUint32(answer, true);
        const text = new TextDecoder().decode(new Uint8Array(memory.buffer, answer + 4, length));
        give_back(answer);
        const { ok, error } = JSON.parse(text);
        if (error !== undefined) throw new Error(error);
        return ok;
    };
}
