// npm's oidc-provider as a municipality's sign-in: whoever writes a name known here is let in with any password.
import { Provider } from 'oidc-provider'

const [port, callback] = process.argv.slice(2)
const people = {
  ada: { email: 'ada.ek@granvik.example', email_verified: true, name: 'Ada Ek' },
  nils: { email: 'nils.ny@granvik.example', email_verified: true, name: 'Nils Ny' },
  sara: { email: 'sara.sten@sjovik.example', email_verified: true, name: 'Sara Sten' },
  utan: { name: 'Utan Adress' },
}
const provider = new Provider(`http://localhost:${port}`, {
  clients: [{
    client_id: 'iaktta',
    client_secret: 'en-hemlighet-for-proven',
    redirect_uris: [callback],
  }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  findAccount: (context, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
  pkce: { required: () => true },
  cookies: { keys: ['endast-for-prov'] },
})
provider.listen(port, '127.0.0.1')
