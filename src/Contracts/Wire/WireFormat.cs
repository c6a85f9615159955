using System.Text.Json;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;

namespace FlextMonitor.Contracts.Wire;

/// <summary>The format of messages, the same in both of the hub's protocols: camelCase names, enums as words, times as ISO 8601 text in UTC, null for absent values.</summary>
/// <remarks>Both ends use it: the hub when it registers its protocols, a .NET subscriber when it builds its connection.</remarks>
public static class WireFormat
{
    /// <summary>For <c>AddMessagePackProtocol</c>: <c>options.SerializerOptions = WireFormat.MessagePack</c>.</summary>
    public static MessagePackSerializerOptions MessagePack { get; } = MessagePackSerializerOptions.Standard
        .WithResolver(CompositeResolver.Create(
            [new UtcTimeFormatter(), new NullableFormatter<DateTimeOffset>()],
            [DynamicEnumAsStringResolver.Instance, StandardResolver.Instance]))
        .WithSecurity(MessagePackSecurity.UntrustedData);

    /// <summary>For <c>AddJsonProtocol</c>: <c>WireFormat.ConfigureJson(options.PayloadSerializerOptions)</c>.</summary>
    /// <param name="options">Changed in place.</param>
    public static void ConfigureJson(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Converters.Add(new UtcTimeJsonConverter());
    }
}
