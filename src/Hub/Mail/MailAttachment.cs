namespace FlextMonitor.Hub.Mail;

/// <summary>A file that a mail brings along.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">Its type, such as <c>application/pdf</c>.</param>
/// <param name="Content">What it holds.</param>
public sealed record MailAttachment(string Name, string ContentType, ReadOnlyMemory<byte> Content);
