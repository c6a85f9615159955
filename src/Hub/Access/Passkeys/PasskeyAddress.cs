using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access.Passkeys;

/// <summary>Where passkeys can be used. Browsers bind them to a host name, and offer them under HTTPS only, or on the machine itself.</summary>
internal sealed class PasskeyAddress(PublicAddress address)
{
    private const string Local = "localhost";

    /// <summary>Why passkeys cannot be used by the sender of a request; <c>null</c> if they can.</summary>
    public PasskeyProblem? Problem(HttpRequest request)
    {
        var url = address.Of(request);
        if (IPAddress.TryParse(url.Host.Trim('[', ']'), out _))
        {
            return new PasskeyProblem(
                PasskeyProblem.NeedsHostName,
                $"Passkeys need a host name, and this address has a number: {url.Host}. An administrator can set {PublicAddress.Key} to an address with a name.");
        }

        if (url.Scheme != Uri.UriSchemeHttps && !IsLocal(url.Host))
        {
            return new PasskeyProblem(
                PasskeyProblem.NeedsHttps,
                $"Passkeys need HTTPS, and {url.GetLeftPart(UriPartial.Authority)} is plain HTTP. An administrator can set up HTTPS and {PublicAddress.Key}.");
        }

        return string.Equals(request.Host.Host, url.Host, StringComparison.OrdinalIgnoreCase)
            ? null
            : new PasskeyProblem(
                PasskeyProblem.OtherAddress,
                $"Passkeys work at {url.GetLeftPart(UriPartial.Authority)} only. This page was opened at {request.Host.Host}.");
    }

    /// <summary>Sets Identity's options: the host name, user verification (so that a passkey counts as two factors), and passkeys that need no user name.</summary>
    public void Configure(IdentityPasskeyOptions options)
    {
        options.ServerDomain = address.Host;
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && address.IsOwn(context.HttpContext.Request, context.Origin));
    }

    private static bool IsLocal(string host) => host == Local || host.EndsWith($".{Local}", StringComparison.Ordinal);
}
