using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace FlextMonitor.Hub.Live;

/// <summary>
/// A protocol that sends the error of a failed call as the hub wrote it. SignalR puts words of its own before the text of every <see cref="HubException"/>,
/// and before its own about calls that it cannot make (<c>ErrorMessageHelper.BuildErrorMessage</c>), and has no setting for that.
/// </summary>
internal sealed partial class PlainErrorProtocol(IHubProtocol inner) : IHubProtocol
{
    private const string NoMethod = "Method does not exist.";
    private const string Misfit = "Error binding arguments.";
    private const string WrongCount = "Invocation provides ";

    public string Name => inner.Name;

    public int Version => inner.Version;

    public TransferFormat TransferFormat => inner.TransferFormat;

    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message) =>
        inner.TryParseMessage(ref input, binder, out message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(WithPlainError(message), output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(WithPlainError(message));

    private static HubMessage WithPlainError(HubMessage message) =>
        message is CompletionMessage { Error: { } error, InvocationId: { } id } && Foreword().Match(error) is { Success: true } foreword
            ? CompletionMessage.WithError(id, Plain(error[foreword.Length..], foreword.Groups["method"].Value))
            : message;

    private static string Plain(string text, string method) =>
        text == NoMethod ? $"This hub has no method '{method}'."
        : text.StartsWith(Misfit, StringComparison.Ordinal) || text.StartsWith(WrongCount, StringComparison.Ordinal) ? HubSignature.Of(method) ?? text
        : text;

    [GeneratedRegex(
        @"^(?:An unexpected error occurred invoking '[^']*' on the server\. HubException"
        + @"|An error occurred on the server while streaming results\. HubException"
        + @"|Failed to invoke '(?<method>.*)' due to an error on the server\. (?:HubException|InvalidDataException)): ")]
    private static partial Regex Foreword();
}
