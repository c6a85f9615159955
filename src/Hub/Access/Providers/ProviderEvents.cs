using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>What happens when a browser goes to the provider, and when it comes back. Whatever goes wrong, the sign-in page says so.</summary>
internal sealed class ProviderEvents(PublicAddress address, ProviderSignInLimits limits, ProviderSignInLog log, ProviderAudit audit, TimeProvider time)
{
    public OpenIdConnectEvents Create() => new()
    {
        OnRedirectToIdentityProvider = NameReturnAddress,
        OnMessageReceived = LimitAsync,
        OnAuthorizationCodeReceived = NoteQuestion,
        OnTicketReceived = CompleteAsync,
        OnAccessDenied = DenyAsync,
        OnRemoteFailure = FailAsync,
    };

    private Task NameReturnAddress(RedirectContext context)
    {
        // Behind a proxy, or with a forged Host header, the address of the request is not the one that the provider knows.
        context.ProtocolMessage.RedirectUri = address.LinkTo(context.Request, OidcScheme.CallbackPath);
        return Task.CompletedTask;
    }

    private async Task LimitAsync(MessageReceivedContext context)
    {
        if (!await limits.TryEnterAsync(context.HttpContext).ConfigureAwait(false))
        {
            await LeadBackAsync(context.HttpContext, SignInRefusals.TooMany, returnUrl: null).ConfigureAwait(false);
            context.HandleResponse();
        }
    }

    private Task NoteQuestion(AuthorizationCodeReceivedContext context)
    {
        ProviderSignIn.NoteQuestion(context.Properties!, time.GetUtcNow());
        return Task.CompletedTask;
    }

    private async Task CompleteAsync(TicketReceivedContext context)
    {
        var refusal = await TrySignInAsync(context.HttpContext.RequestServices.GetRequiredService<ProviderSignIn>(), context).ConfigureAwait(false);
        if (refusal is null)
        {
            context.Response.Redirect(ReturnAddress.Of(context.Request, context.ReturnUri));
        }
        else
        {
            await LeadBackAsync(context.HttpContext, refusal, context.ReturnUri).ConfigureAwait(false);
        }

        context.HandleResponse();
    }

    private async Task<string?> TrySignInAsync(ProviderSignIn signIn, TicketReceivedContext context)
    {
        try
        {
            return await signIn.CompleteAsync(context.HttpContext, context.Principal!, context.Properties!).ConfigureAwait(false);
        }
        catch (ProviderException failure)
        {
            return NoteFailure(context.HttpContext, failure);
        }
    }

    private async Task DenyAsync(AccessDeniedContext context)
    {
        await LeadBackAsync(context.HttpContext, SignInRefusals.Denied, context.ReturnUrl).ConfigureAwait(false);
        context.HandleResponse();
    }

    private async Task FailAsync(RemoteFailureContext context)
    {
        await LeadBackAsync(context.HttpContext, NoteFailure(context.HttpContext, context.Failure), context.Properties?.RedirectUri).ConfigureAwait(false);
        context.HandleResponse();
    }

    private string NoteFailure(HttpContext http, Exception? failure)
    {
        limits.NoteFailure(http);
        log.Note(failure);
        return ProviderFailure.RefusalOf(failure);
    }

    private async Task LeadBackAsync(HttpContext http, string refusal, string? returnUrl)
    {
        await audit.RefusedAsync(http, refusal).ConfigureAwait(false);
        http.Response.Redirect(SignInRefusals.PageFor(http.Request, refusal, returnUrl));
    }
}
