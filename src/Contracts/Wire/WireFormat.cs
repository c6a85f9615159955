using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;

namespace FlextMonitor.Contracts.Wire;

/// <summary>The format of messages, the same in both of the hub's protocols: camelCase names, enums as words, times as ISO 8601 text in UTC, null for absent values.</summary>
/// <remarks>Both ends use it: the hub when it registers its protocols, a .NET subscriber when it builds its connection.</remarks>
public static class WireFormat
{
    /// <summary>For <c>AddMessagePackProtocol</c>: <c>options.SerializerOptions = WireFormat.MessagePack</c>.</summary>
    public static MessagePackSerializerOptions MessagePack
    {
        [RequiresDynamicCode("MessagePack generates code at run time. JSON does not.")]
        [RequiresUnreferencedCode("MessagePack reads the members of messages by reflection. JSON does not.")]
        get => MessagePackFormat.Options;
    }

    /// <summary>
    /// The messages and the arguments of calls, for a program that is trimmed or compiled ahead of time: <c>options.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, WireFormat.JsonTypes)</c>.
    /// </summary>
    public static IJsonTypeInfoResolver JsonTypes => WireJson.Default;

    /// <summary>For <c>AddJsonProtocol</c>: <c>WireFormat.ConfigureJson(options.PayloadSerializerOptions)</c>.</summary>
    /// <param name="options">Changed in place.</param>
    public static void ConfigureJson(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Converters.Add(new UtcTimeJsonConverter());
    }

    // A class of its own: a program that uses JSON alone never loads it.
    private static class MessagePackFormat
    {
        public static readonly MessagePackSerializerOptions Options = MessagePackSerializerOptions.Standard
            .WithResolver(CompositeResolver.Create(
                [new UtcTimeFormatter(), new NullableFormatter<DateTimeOffset>()],
                [DynamicEnumAsStringResolver.Instance, StandardResolver.Instance]))
            .WithSecurity(MessagePackSecurity.UntrustedData);
    }
}
