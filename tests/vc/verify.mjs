// Judges credentials with the libraries of others, offline: everything that is loaded comes with the question.
//
// Standard input: {contexts: {address: document}, cases: [{name, credential | token, controller, lists, at}]}.
// Standard output: [{name, verified, marked: [purpose], error}].
import {readFileSync} from 'node:fs';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {verifyCredential} from '@digitalbazaar/vc';
import {compactVerify, decodeProtectedHeader, importJWK} from 'jose';

const {contexts, cases} = JSON.parse(readFileSync(0, 'utf8'));

function loaderOf({controller, lists}) {
  const known = new Map(Object.entries(contexts));
  known.set(controller.id, controller);
  for(const method of controller.verificationMethod) {
    known.set(method.id, method);
  }
  for(const list of lists) {
    known.set(list.id, list);
  }
  return async address => {
    if(!known.has(address)) {
      throw new Error(`Not loaded: ${address}`);
    }
    return {contextUrl: null, documentUrl: address, document: known.get(address)};
  };
}

function optionsOf(one) {
  const suite = new DataIntegrityProof({cryptosuite});
  return {controller: one.controller, suite, documentLoader: loaderOf(one), now: new Date(one.at)};
}

// The status of a credential, by lists that are verified as credentials first.
async function statusOf(credential, one) {
  for(const list of one.lists) {
    const result = await verifyCredential({...optionsOf(one), credential: list});
    if(!result.verified) {
      return {verified: false, error: result.error, results: []};
    }
  }
  return checkStatus({...optionsOf(one), credential, verifyBitstringStatusListCredential: false});
}

async function judgeCredential(one) {
  const {credential} = one;
  let status;
  const result = await verifyCredential({
    ...optionsOf(one), credential,
    checkStatus: async () => status = await statusOf(credential, one)
  });
  return {verified: result.verified, marked: markedOf(status), error: result.error ?? status?.error};
}

async function judgeToken(one) {
  const {token, controller} = one;
  const {kid} = decodeProtectedHeader(token);
  const method = controller.verificationMethod.find(one => one.id === kid);
  if(!method || !controller.assertionMethod.includes(kid)) {
    throw new Error('Unknown key.');
  }
  const pair = await Ed25519Multikey.from(method);
  const key = await importJWK(await Ed25519Multikey.toJwk({keyPair: pair}), 'Ed25519');
  const {payload, protectedHeader} = await compactVerify(token, key, {algorithms: ['Ed25519']});
  if(protectedHeader.typ !== 'vc+jwt') {
    throw new Error('Not a vc+jwt.');
  }
  const credential = JSON.parse(new TextDecoder().decode(payload));
  if(credential.issuer !== controller.id) {
    throw new Error('Another issuer.');
  }
  const status = await statusOf(credential, one);
  return {verified: status.verified, marked: markedOf(status), error: status.error};
}

function markedOf(status) {
  const marked = (status?.results ?? []).filter(one => one.status);
  return marked.map(one => one.credentialStatus.statusPurpose);
}

async function judge(one) {
  try {
    const found = await (one.token ? judgeToken(one) : judgeCredential(one));
    const details = found.error?.errors?.map(error => error.message).join(' ');
    return {name: one.name, verified: found.verified, marked: found.marked, error: details || found.error?.message || null};
  } catch(error) {
    return {name: one.name, verified: false, marked: [], error: error.message};
  }
}

const answers = [];
for(const one of cases) {
  answers.push(await judge(one));
}
process.stdout.write(JSON.stringify(answers));
