# package: stellar-sdk
# inside: stellar_sdk/auth.py SNAP103
from stellar_sdk import Address, Keypair, Network, xdr
from stellar_sdk.auth import authorize_invocation

CONTRACT = "CDLZFC3SYJYDZT7K67VZ75HPJVIEUVNIXF47ZG2FB2RMQQVU2HHGCYSC"
KEYS = Keypair.from_raw_ed25519_seed(bytes(32))


def handler(event, context):
    call = xdr.InvokeContractArgs(
        contract_address=Address(CONTRACT).to_xdr_sc_address(),
        function_name=xdr.SCSymbol(b"transfer"),
        args=[],
    )
    kind = xdr.SorobanAuthorizedFunctionType.SOROBAN_AUTHORIZED_FUNCTION_TYPE_CONTRACT_FN
    invocation = xdr.SorobanAuthorizedInvocation(
        function=xdr.SorobanAuthorizedFunction(type=kind, contract_fn=call), sub_invocations=[]
    )
    entry = authorize_invocation(  # expect: SNAP104
        KEYS, None, 1_000, invocation, Network.TESTNET_NETWORK_PASSPHRASE
    )
    return {"entry": entry.to_xdr()}
